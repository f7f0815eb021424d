const library = require('some-library');
const own = require('./other-files/pads');

// Whatever `pad` is: one function in the whole project has that name.
class Export {
  constructor(pad) {
    this.pad = pad;
  }

  begin() {
    this.pad.loadWholePadText(); // expect floating-promise: this.pad.loadWholePadText()
    this.pad.countPadLines();
    // What a package gives is the package's.
    library.pads.loadWholePadText();
    own.last.loadWholePadText(); // expect floating-promise: own.last.loadWholePadText()
  }
}

module.exports = Export;
