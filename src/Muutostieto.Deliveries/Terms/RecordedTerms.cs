namespace Muutostieto.Deliveries.Terms;

/// <summary>
/// The terms of a delivery as its row in the ledger has them: parsed at most once, when they are first needed, so that a row whose terms
/// cannot be read can still be listed.
/// </summary>
public sealed class RecordedTerms : IEquatable<RecordedTerms>
{
    private readonly Lazy<DeliveryTerms> value;

    /// <param name="json">The row's text; it is what the digest is made of, and is never written anew.</param>
    public RecordedTerms(string json)
    {
        Json = json;
        value = new Lazy<DeliveryTerms>(() => DeliveryTerms.FromJson(json));
    }

    public string Json { get; }

    /// <exception cref="System.Text.Json.JsonException">The row's text is not terms.</exception>
    public DeliveryTerms Value => value.Value;

    public bool Equals(RecordedTerms? other) => other?.Json == Json;

    public override bool Equals(object? obj) => Equals(obj as RecordedTerms);

    public override int GetHashCode() => Json.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Json;
}
