"""Do two pictures come from one photo, and do they show the same place? Arrays in, answers out; no Django.

`frames` gets a picture ready, `words` makes what is stored and searched, `geometry` tells a whole from chance hits,
`judging` looks at the pixels of a pair and answers.
"""
