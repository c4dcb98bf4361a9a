/* The list of todos is what a person has to do. */
export const todos = ['call Petar']
