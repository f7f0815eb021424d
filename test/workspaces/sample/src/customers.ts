export interface Address {
  street: string;
  city: string;
}

async function fetchAddress(customer: string): Promise<Address> {
  const response = await fetch(`https://addresses.example/${customer}`);
  return (await response.json()) as Address;
}

/** The addresses of all customers of a campaign: there may be thousands. */
export async function addressesOf(customers: readonly string[]): Promise<Address[]> {
  return Promise.all(customers.map((customer) => fetchAddress(customer)));
}

const offices = ['berlin', 'lagos', 'lima'] as const;

export async function officeAddresses(): Promise<Address[]> {
  return Promise.all(offices.map((office) => fetchAddress(office)));
}
