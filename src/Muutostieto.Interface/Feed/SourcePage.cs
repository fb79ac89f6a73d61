using System.Text.Json;

namespace Muutostieto.Interface.Feed;

/// <summary>A page of changes.</summary>
/// <param name="Answer">The whole answer.</param>
internal sealed record SourcePage(JsonDocument Answer) : IDisposable
{
    private const string Changes = "muutokset";

    /// <summary>The key to ask on from.</summary>
    /// <exception cref="FormatException">It is no page.</exception>
    public long Key => SourceAnswer.KeyOf(Answer.RootElement);

    /// <summary>Whether there is nothing more for now.</summary>
    public bool IsUpToDate =>
        Answer.RootElement.TryGetProperty("ajanTasalla", out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw new FormatException("ajanTasalla: expected true or false");

    /// <summary>The changes, each with its place.</summary>
    public IEnumerable<(JsonElement Element, string Place)> Elements => SourceAnswer.ElementsOf(Answer.RootElement, Changes);

    public void Dispose() => Answer.Dispose();
}
