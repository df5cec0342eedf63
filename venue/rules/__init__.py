"""The rule book of the site: what the policy and the centre's own settings say, as dated data.

``rule_book`` loads and dates the rules, ``matrix`` reads the admission matrix and the zones, ``legal_times`` judges the
times of a project. A verdict is a code with arguments; sentences are made per language when somebody reads them.
"""
