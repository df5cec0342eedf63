"""Building blocks of the pages, painted in one style. They take frozen dataclasses and know no database, bus or device."""
