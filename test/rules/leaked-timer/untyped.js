// types: off
export const within = (work, ms) => Promise.race([
  work,
  new Promise((resolve) => setTimeout(resolve, ms)), // expect leaked-timer: setTimeout(resolve, ms)
])
