"""English grammar of terms: number, articles, possessives, the verbs of formulae."""
