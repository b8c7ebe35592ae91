"""How sentences tie names and quantities to claims: phrases, lists, what is named and what is carried on."""
