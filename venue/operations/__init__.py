"""What needs several of the rooms below: gates and consequences of phases, reports of the trading system, the plan of a day."""
