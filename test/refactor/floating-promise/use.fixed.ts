import { save } from './save.ts';

export class Form {
  text = '';

  async submit() {
    await save(this.text);
    this.text = '';
  }
}

export async function all(form: Form) {
  await form.submit();
}
