import { Sequelize } from 'sequelize';

declare const db: Sequelize;

// No finally block: whether to commit depends on how it went.
export async function move() {
  const transaction = await db.transaction(); // expect missing-cleanup: transaction
  await db.query('update a', { transaction });
  await db.query('update b', { transaction });
  await transaction.commit();
}

export async function safely() {
  const transaction = await db.transaction();
  try {
    await db.query('update a', { transaction });
    await transaction.commit();
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
