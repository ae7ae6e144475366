"""What the phone fetches and sends, as JSON. Never a redirect: 401 says that somebody must sign in again."""
