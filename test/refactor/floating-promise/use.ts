import { save } from './save.ts';

export class Form {
  text = '';

  submit() {
    save(this.text);
    this.text = '';
  }
}

export async function all(form: Form) {
  form.submit();
}
