using System.Security.Cryptography;
using System.Text;
using Muutostieto.Records.Model;

namespace Muutostieto.Records.Reconciliation;

/// <summary>
/// Count and digest of living residents per municipality. The register's and a recipient's are the same when the recipient has what it
/// should: in whatever order the persons and groups come, and whichever form, fixed width or CSV, they were loaded from. An instance is for
/// one thread.
/// </summary>
public sealed class ResidentDigests
{
    /// <summary>What a recipient keeps of a person without a known municipality.</summary>
    private const string Unknown = "";

    private readonly CanonicalText canonical = new();
    private readonly SortedDictionary<string, Tally> tallies = new(StringComparer.Ordinal);

    /// <summary>The municipalities added, in the order of their numbers.</summary>
    public IReadOnlyList<MunicipalityDigest> Municipalities =>
        [
            .. tallies.Select(tally => new MunicipalityDigest(tally.Key, tally.Value.Persons, tally.Value.Sum.ToString())
            {
                GenuineDigest = tally.Value.Genuine.ToString(),
            }),
        ];

    /// <summary>Adds a municipality that has no residents.</summary>
    public void Expect(string municipality) => TallyOf(municipality);

    /// <summary>Adds a living resident.</summary>
    /// <param name="state">Identity code and groups in force, as <see cref="State.PersonState.Groups"/> has them.</param>
    public void Add(Record state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var group = state.IndexOf("204");
        var tally = TallyOf(group < 0 ? Unknown : Encoding.UTF8.GetString(state.Value(group, "kuntanumero")));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonical.Of(state), hash);
        tally.Persons++;
        tally.Sum.Add(hash);
        if (HoldsOwn(state))
        {
            SHA256.HashData(canonical.Of(state, genuineOnly: true), hash);
        }

        tally.Genuine.Add(hash);
    }

    private static bool HoldsOwn(Record state)
    {
        for (var group = 0; group < state.GroupCount; group++)
        {
            if (state.Spec(group).IsOwn)
            {
                return true;
            }
        }

        return false;
    }

    private Tally TallyOf(string municipality)
    {
        if (!tallies.TryGetValue(municipality, out var tally))
        {
            tallies.Add(municipality, tally = new Tally());
        }

        return tally;
    }

    private sealed class Tally
    {
        internal DigestSum Sum { get; } = new();

        internal DigestSum Genuine { get; } = new();

        internal long Persons { get; set; }
    }
}
