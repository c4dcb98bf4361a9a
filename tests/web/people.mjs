/* Who is there in every database that stories run on: one person of each role, all with the same password. */

export const PASSWORD = 'korenje-trava-most-7'

/* Role of the story to e-mail address. */
export const PEOPLE = {
  admin: 'admin@primer.example',
  director: 'direktor@primer.example',
  kam: 'kam@primer.example',
  member: 'tim@primer.example',
  analyst: 'analiticar@primer.example',
  executive: 'uprava@primer.example',
}
