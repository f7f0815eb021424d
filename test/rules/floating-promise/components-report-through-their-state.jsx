import { Component } from 'preact';

export default class Status extends Component {
  load = async () => {
    try {
      const answer = await fetch('/status');
      await this.setState({ answer });
    } catch (error) {
      await this.setState({ failed: true });
      console.error(error);
    }
  };

  refresh = async () => {
    const answer = await fetch('/status');
    await this.setState({ answer });
  };

  componentDidMount() {
    this.load(); // expect floating-promise (information): this.load()
    this.refresh(); // expect floating-promise: this.refresh()
  }

  render() {
    return null;
  }
}
