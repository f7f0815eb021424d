module.exports = function (Posts) {
  Posts.create = async function (data) {
    await Posts.store(data);
  };

  Posts.createAll = async function (list) {
    for (const data of list) {
      await Posts.create(data);
    }
    Posts.store(list);
  };
};
