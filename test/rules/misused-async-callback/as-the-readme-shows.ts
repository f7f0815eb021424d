declare function resize(photo: string): Promise<void>;
declare function publish(): void;

export async function upload(photos: string[]) {
  photos.forEach(async (photo) => { // expect misused-async-callback: async (photo) => { …
    await resize(photo);
  });
  publish();
}
