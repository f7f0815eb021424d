// types: off
export const within = (work, ms) => {
  let timer
  return Promise.race([
    work,
    new Promise((resolve) => { timer = setTimeout(resolve, ms) }),
  ]).finally(() => clearTimeout(timer))
}
