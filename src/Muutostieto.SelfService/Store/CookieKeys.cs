namespace Muutostieto.SelfService.Store;

/// <summary>The keys of cookies and forms in a store that several services share: what one gave out, the others know.</summary>
/// <param name="store">One that is shared.</param>
public sealed class CookieKeys(SelfServiceStore store)
{
    /// <summary>What was kept, in order of name.</summary>
    public IReadOnlyList<string> All() =>
        store.Look(transaction => transaction.Query("SELECT content FROM cookie_key ORDER BY name", row => row.GetString(0)));

    /// <summary>Keeps one; of the same name, in the place of the one before.</summary>
    public void Keep(string name, string content) => store.Run(transaction => transaction.Execute(
        "INSERT INTO cookie_key (name, content) VALUES (@name, @content) ON CONFLICT (name) DO UPDATE SET content = excluded.content",
        ("@name", name),
        ("@content", content)));
}
