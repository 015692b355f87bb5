"""Russian grammar of terms: six cases, two numbers, three genders, agreement."""
