"""One finding: where, which rule, what is wrong and the way out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    rule: str
    name: str  # of the function or variable it is about; "" when it is about the file
    says: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.says}"
