"""The allow-list: places where a rule is broken on purpose, each with its reason. An entry that no longer helps is a finding itself."""

import re

from .finding import Finding

ENTRY = re.compile(r"^(?P<rule>[\w-]+)\s+(?P<path>[^\s:]+)(?::(?P<name>\S+))?\s+#\s*(?P<reason>\S.*)$")


class AllowList:
    """Lines of "rule path[:name]  # reason"; the name is that of the function or variable."""

    def __init__(self, path):
        self.path = path
        self.entries = {}
        self.wrong = []
        if not path.is_file():
            return
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            match = ENTRY.match(line)
            if match:
                self.entries[(match["rule"], match["path"], match["name"])] = [number, False]
            else:
                self.wrong.append(number)

    def covers(self, finding):
        for key in ((finding.rule, finding.path, finding.name), (finding.rule, finding.path, None)):
            if key in self.entries:
                self.entries[key][1] = True
                return True
        return False

    def stale(self):
        """Findings about the list itself."""
        where = self.path.name
        out = [Finding(where, number, "allow-list", "", "no entry of the form 'rule path[:name]  # reason'; say why the place is allowed")
               for number in self.wrong]
        return out + [Finding(where, number, "allow-list", "", f"nothing breaks {key[0]} in {key[1]} any more; delete the line")
                      for key, (number, used) in self.entries.items() if not used]
