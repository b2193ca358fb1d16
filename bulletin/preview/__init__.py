"""`bulletin preview`: the draft in the browser while it is written, made by the same planner, composer and plates.

`drafting` and `priority` decide: from what was read to what is to be made, in which order. `session` acts on it in one
thread of its own, `voicing` has sentences spoken, `watching` tells of saved files; `serving` shows a session to a browser
on this machine, behind what `guard` lets through."""
