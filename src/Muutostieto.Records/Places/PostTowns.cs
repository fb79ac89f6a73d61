using System.Collections.Frozen;
using System.Globalization;

namespace Muutostieto.Records.Places;

/// <summary>The post towns of postal codes, as <c>config/reference/post-towns.csv</c> gives them. An address has the code only.</summary>
public sealed class PostTowns
{
    private const string Table = "Muutostieto.Records.post-towns.csv";
    private const int Digits = 5;

    private readonly FrozenDictionary<int, PostTown> towns;

    private PostTowns(FrozenDictionary<int, PostTown> towns) => this.towns = towns;

    /// <summary>The table that came with the program.</summary>
    public static PostTowns Shipped()
    {
        using var stream = typeof(PostTowns).Assembly.GetManifestResourceStream(Table)!;
        using var reader = new StreamReader(stream);
        var towns = new Dictionary<int, PostTown>();
        var names = new Dictionary<PostTown, PostTown>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(';') is [var code, var finnish, var swedish]
                && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                var town = new PostTown(finnish, swedish);
                towns.Add(number, names.TryAdd(town, town) ? town : names[town]);
            }
        }

        return new PostTowns(towns.ToFrozenDictionary());
    }

    /// <summary>The town of a code of at most five digits; null for an empty, unknown or malformed one.</summary>
    public PostTown? Of(ReadOnlySpan<byte> code) =>
        code.Length is > 0 and <= Digits
        && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? towns.GetValueOrDefault(number)
            : null;
}
