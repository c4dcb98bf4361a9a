it('waits', () => new Promise((resolve) => setTimeout(() => resolve(1), 10)))
