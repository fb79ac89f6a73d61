using System.Security.Cryptography;

namespace Muutostieto.Records.Groups;

/// <summary>All record layouts, as <c>config/groups.json</c> gives them. Immutable; made by <see cref="GroupCatalogReader"/>.</summary>
public sealed class GroupCatalog
{
    private readonly GroupSpec?[] newest = new GroupSpec?[1000];
    private readonly Dictionary<(string Code, int Version), GroupSpec> byVersion = [];

    internal GroupCatalog(IReadOnlyList<GroupSpec> groups, ReadOnlySpan<byte> source, RecordUnit unit = RecordUnit.Person)
    {
        Unit = unit;
        Groups = groups;
        Source = source.ToArray();
        Digest = Convert.ToHexStringLower(SHA256.HashData(source));
        for (var index = 0; index < groups.Count; index++)
        {
            var group = groups[index];
            group.Index = index;
            group.Unit = unit;
            byVersion.Add((group.Code, group.Version), group);
            ref var slot = ref newest[NumberOf(group.CodeUtf8)];
            if (slot is null || slot.Version < group.Version)
            {
                slot?.IsNewest = false;
                slot = group;
            }
            else
            {
                group.IsNewest = false;
            }
        }
    }

    /// <summary>Every layout in the order of the file: by code, older versions first.</summary>
    public IReadOnlyList<GroupSpec> Groups { get; }

    /// <summary>What the records are about.</summary>
    public RecordUnit Unit { get; }

    /// <summary>The bytes that the layouts were read from: read again, they give the same catalog.</summary>
    public ReadOnlyMemory<byte> Source { get; }

    /// <summary>SHA-256 of the file the layouts came from: the version of the format that a delivery names.</summary>
    public string Digest { get; }

    /// <summary>Each group by its code, all versions together: what a product may name, and what an order covers of it.</summary>
    public IReadOnlyDictionary<string, GroupOutline> Outlines => Groups
        .GroupBy(group => group.Code)
        .ToDictionary(
            versions => versions.Key,
            versions => new GroupOutline(
                versions.SelectMany(group => group.Fields).Select(spec => spec.Name).ToHashSet(),
                versions.Any(group => group.IsCovered))
            {
                IdentityCodes = versions
                    .SelectMany(group => group.Fields)
                    .Where(spec => spec.Kind == FieldKind.IdentityCode)
                    .Select(spec => spec.Name)
                    .ToHashSet(),
                InTable = versions.Any(group => group is { InTable: true, IsNewest: true }),
                Codes = versions
                    .SelectMany(group => group.Fields)
                    .GroupBy(spec => spec.Name)
                    .Where(fields => fields.All(spec => spec.Codes.Count > 0))
                    .ToDictionary(
                        fields => fields.Key,
                        IReadOnlyList<string> (fields) => [.. fields.SelectMany(spec => spec.Codes).Distinct()]),
            });

    /// <summary>
    /// Copies from another catalog which fields reveal another person's residence: today's rules decide what may be delivered, also with
    /// former layouts.
    /// </summary>
    public void TakeResidences(GroupCatalog other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var group in Groups)
        {
            if ((other.Version(group.Code, group.Version) ?? other.Newest(group.Code)) is { } marked)
            {
                group.TakeResidences(marked);
            }
        }
    }

    /// <summary>The newest layout of a code of three digits, or null when there is none.</summary>
    public GroupSpec? Newest(ReadOnlySpan<byte> code) =>
        code.Length == 3 && NumberOf(code) is var number and >= 0 ? newest[number] : null;

    /// <summary>The newest layout of a code, or null when there is none.</summary>
    public GroupSpec? Newest(string code) => code.Length == 3 && int.TryParse(code, out var number) && number >= 0 ? newest[number] : null;

    /// <summary>The layout of a code in one version, or null when there is none.</summary>
    public GroupSpec? Version(string code, int version) => byVersion.GetValueOrDefault((code, version));

    /// <summary>
    /// The layout of a code that has this width, the newest first: the old files carry no version, their readers went by the width.
    /// </summary>
    public GroupSpec? OfLength(ReadOnlySpan<byte> code, int length)
    {
        for (var candidate = Newest(code); candidate is not null; candidate = Version(candidate.Code, candidate.Version - 1))
        {
            if (candidate.Length == length)
            {
                return candidate;
            }
        }

        return null;
    }

    private static int NumberOf(ReadOnlySpan<byte> code)
    {
        int a = code[0] - '0', b = code[1] - '0', c = code[2] - '0';
        return (uint)a < 10 && (uint)b < 10 && (uint)c < 10 ? (a * 100) + (b * 10) + c : -1;
    }
}
