async function loadUser(id) {
  try {
    return await fetch(`/users/${id}`).then((response) => response.json());
  } catch { // expect swallowed-rejection: catch { …
    return null;
  }
}

async function loadTeam(id) {
  try {
    return await fetch(`/teams/${id}`).then((response) => response.json());
  } catch {
    return null;
  }
}

export async function greet(id) {
  const user = await loadUser(id);
  return `Hello ${user.name}`;
}

export async function show(id) {
  const team = await loadTeam(id);
  return team ? team.name : 'nobody';
}
