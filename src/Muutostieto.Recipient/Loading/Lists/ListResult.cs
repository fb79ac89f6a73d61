using System.Text.Json;
using Muutostieto.Records.Files;
using Muutostieto.Records.Foreign;

namespace Muutostieto.Recipient.Loading.Lists;

/// <summary>What the sender has answered to an uploaded list (<c>&lt;upload&gt;.RES</c>).</summary>
internal sealed record ListResult
{
    /// <summary>The format that this program reads.</summary>
    internal const string KnownFormat = "muutostieto-list-1";

    private const int Largest = 64 << 20;
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public required string Format { get; init; }

    public required string Permit { get; init; }

    public required int Number { get; init; }

    /// <summary>Name of the uploaded file.</summary>
    public required string Upload { get; init; }

    /// <summary>Its hash; null when it could not be read.</summary>
    public string? Sha256 { get; init; }

    public int Removed { get; init; }

    /// <summary>The lines that were not taken.</summary>
    public IReadOnlyList<RefusedLine> Refused { get; init; } = [];

    public required Positions List { get; init; }

    /// <summary>Null when the file is no result, or one of a format that this program does not know.</summary>
    internal static ListResult? Read(string path)
    {
        try
        {
            return
                ForeignFile.TryRead(path, Largest) is { } content
                && JsonSerializer.Deserialize<ListResult>(ForeignText.ToUtf8(content), Options) is { Format: KnownFormat } result
                && result.Refused.All(line => line is not null)
                ? result
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="Line">Its number in the file.</param>
    internal sealed record RefusedLine(int Line);

    /// <param name="From">The list's position before the upload.</param>
    /// <param name="To">The list's position after it.</param>
    internal sealed record Positions(long From, long To);
}
