// package: { "name": "notes", "dependencies": { "@angular/core": "19" } }
/** A component that no file imports is on no page. */
export class UploadComponent {
  isUploading = false;

  async upload(file: File) {
    this.isUploading = true; // expect missing-cleanup (hint): this.isUploading = true
    await fetch('/files', { method: 'POST', body: file });
    this.isUploading = false;
  }

  get label() {
    return this.isUploading ? 'Uploading' : 'Upload';
  }
}
