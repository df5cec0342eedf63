"""Dispatch: which request gets which rooms, equipment and people, and when (F9-F12). Pure: no table, no clock, no chance.

``problem`` and ``plan`` are the forms; ``first_fit``, ``flat`` and ``neighbourhoods`` find plans, ``proof`` proves how good one
can be, ``check`` judges any plan without knowing a model, ``repair`` changes a running day as little as possible.
"""
