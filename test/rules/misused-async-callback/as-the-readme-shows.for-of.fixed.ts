declare function resize(photo: string): Promise<void>;
declare function publish(): void;

export async function upload(photos: string[]) {
  for (const photo of photos) {
    await resize(photo);
  }
  publish();
}
