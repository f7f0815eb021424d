interface Context { body?: string; count: number; req: { user?: string } }
declare function render(): Promise<string>;
declare function login(): Promise<string>;

export async function page(ctx: Context) {
  ctx.body = await render();
  if (!ctx.req.user) ctx.req.user = await login();
  ctx.count += (await render()).length;
}

export async function fill(state: Context, req: { user?: string }) {
  state.body = await render();
  if (!state.body) state.body = await render();
  req.user = await login();
  state.count += (await render()).length; // expect lost-update (hint): state.count += (await render()).length
}
