/* Who is there in the databases that stories run on: people of each role, all with the same password. Those of the demonstration company
 * are its own. */

export const PASSWORD = 'korenje-trava-most-7'

/* Of the empty database: role to e-mail address. */
export const PEOPLE = {
  admin: 'admin@primer.example',
  director: 'direktor@primer.example',
  kam: 'kam@primer.example',
  member: 'tim@primer.example',
  analyst: 'analiticar@primer.example',
  executive: 'uprava@primer.example',
}
