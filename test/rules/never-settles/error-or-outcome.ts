// package: { "name": "notes", "dependencies": { "express": "5" } }
declare function upload(name: string, done: (error: Error | null, file?: string) => void): void;

// By the convention one of them is there.
export function keep(name: string) {
  return new Promise<string>((resolve, reject) => { // expect never-settles (hint): new Promise<string>(…
    upload(name, (error, file) => {
      if (error) reject(error);
      else if (file) resolve(file);
    });
  });
}

export function look(name: string) {
  return new Promise<string>((resolve) => { // expect never-settles (hint): new Promise<string>(…
    if (name === '') return;
    resolve(name);
  });
}
