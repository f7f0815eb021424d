const saveOrder = async (order) => { if (order === '') throw new Error('empty'); };

export async function place(order) {
  const saved = saveOrder(order);
  await saveOrder(order).catch(function () {}); // expect swallowed-rejection: catch
  return saved;
}
