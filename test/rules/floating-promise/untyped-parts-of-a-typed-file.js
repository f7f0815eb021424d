module.exports = function (Posts) {
  Posts.create = async function (data) {
    await Posts.store(data);
  };

  Posts.createAll = async function (list) {
    for (const data of list) {
      Posts.create(data); // expect floating-promise: Posts.create(data)
    }
    Posts.store(list);
  };
};
