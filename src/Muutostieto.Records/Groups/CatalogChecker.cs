using System.Text.RegularExpressions;

namespace Muutostieto.Records.Groups;

/// <summary>
/// Finds everything that is wrong in a file of layouts: overlaps, gaps, lengths, unknown kinds, duplicates, references that lead nowhere.
/// </summary>
internal sealed partial class CatalogChecker(CatalogFile file)
{
    internal const int HeaderLength = 4;

    private readonly HashSet<string> taken = [.. LeadingColumns.Of(file.Unit), "ryhma", "versio"];
    private readonly List<CatalogFault> faults = [];

    internal static IReadOnlyDictionary<string, FieldKind> Kinds { get; } = new Dictionary<string, FieldKind>
    {
        ["text"] = FieldKind.Text,
        ["code"] = FieldKind.Code,
        ["number"] = FieldKind.Number,
        ["date"] = FieldKind.Date,
        ["identityCode"] = FieldKind.IdentityCode,
        ["characterFlags"] = FieldKind.CharacterFlags,
    };

    internal IReadOnlyList<CatalogFault> Check()
    {
        if (file.Format != 1)
        {
            faults.Add(new CatalogFault("format", $"{file.Format}, but this program knows format 1"));
        }

        var codes = file.Groups.Select(group => group.Code).ToHashSet();
        foreach (var twice in file.Groups.GroupBy(group => (group.Code, group.Version)).Where(same => same.Count() > 1))
        {
            Fault($"group {twice.Key.Code}", $"version {twice.Key.Version} occurs {twice.Count()} times; a code and version is given once");
        }

        foreach (var twice in file.Groups.GroupBy(group => group.Name).Where(same => same.Count() > 1))
        {
            Fault($"name {twice.Key}", "names two groups; files are named after it, so it must be unique");
        }

        foreach (var group in file.Groups)
        {
            CheckGroup(group, codes);
        }

        return faults;
    }

    private void CheckGroup(CatalogFile.Group group, HashSet<string> codes)
    {
        var place = $"group {group.Code}";
        Require(CodePattern().IsMatch(group.Code), place, "a code is three digits");
        Require(NamePattern().IsMatch(group.Name), place, $"name '{group.Name}': expected lower-case letters a-z, digits and _");
        Require(group.Version > 0, place, $"version {group.Version}: expected 1 or more");
        Require(
            group.Origin is "batch" or "own" or "computed",
            place,
            $"origin '{group.Origin}': expected \"batch\", \"own\" or \"computed\"");
        Require(group.Origin == "batch" || group.Code.StartsWith('9'), place, "a layout of our own takes a code 9xx");
        Require(group.Fields.Count > 0, place, "has no fields");

        var names = group.Fields.Select(field => field.Name).ToHashSet();
        Require(!group.OnlyEnded || names.Contains("loppupv"), place, "onlyEnded, but it has no field 'loppupv' to say when it ended");
        foreach (var key in group.Key.Where(key => !names.Contains(key)))
        {
            Fault(place, $"key '{key}' is no field of the group");
        }

        foreach (var code in group.Clarifies.Where(code => !codes.Contains(code)))
        {
            Fault(place, $"clarifies {code}, which is no group");
        }

        if (group.CountOf is { } count)
        {
            Require(names.Contains(count.Field), place, $"countOf names '{count.Field}', which is no field of the group");
            Require(codes.Contains(count.Group), place, $"countOf names group {count.Group}, which there is not");
        }

        var next = HeaderLength + 1;
        foreach (var field in group.Fields)
        {
            next = CheckField(group, field, names, next);
        }

        Require(group.Length == next - 1, place, $"length {group.Length}, but its fields end at {next - 1}");
        foreach (var twice in group.Fields.GroupBy(field => field.Name).Where(same => same.Count() > 1))
        {
            Fault(place, $"field '{twice.Key}' occurs {twice.Count()} times");
        }
    }

    private int CheckField(CatalogFile.Group group, CatalogFile.Field field, HashSet<string> names, int next)
    {
        var place = $"group {group.Code}, field {field.Name}";
        Require(NamePattern().IsMatch(field.Name), place, "a name is lower-case letters a-z, digits and _");
        Require(!taken.Contains(field.Name), place, "the name is taken by a property of the record or a first column of every CSV file");
        Require(field.Length > 0, place, $"length {field.Length}: expected 1 or more");
        Require(field.At >= next, place, $"starts at {field.At}, inside the field before it, which ends at {next - 1} (overlap)");
        Require(field.At <= next, place, $"starts at {field.At}, but the field before it ends at {next - 1} (gap)");
        if (!Kinds.TryGetValue(field.Kind, out var kind))
        {
            Fault(place, $"kind '{field.Kind}' is unknown; expected one of {string.Join(", ", Kinds.Keys)}");
        }

        Require(kind != FieldKind.Date || field.Length == 8, place, $"length {field.Length}: a date takes 8");
        Require(kind != FieldKind.IdentityCode || field.Length == 11, place, $"length {field.Length}: an identity code takes 11");
        foreach (var of in field.Of.Where(of => !names.Contains(of)))
        {
            Fault(place, $"of '{of}' is no field of the group");
        }

        if (field.ResidenceOf is { } other)
        {
            Require(
                group.Fields.FirstOrDefault(candidate => candidate.Name == other)?.Kind == "identityCode",
                place,
                $"residenceOf '{other}' is no field of the group with an identity code; name the field with the code of the person whose "
                    + "residence the field discloses");
        }

        Require(
            !field.ResidenceShared || field.ResidenceOf is not null,
            place,
            "residenceShared without residenceOf; add residenceOf, or leave it out");
        foreach (var code in field.Codes.Where(code => code.Length > field.Length))
        {
            Fault(place, $"code '{code}' is longer than the field");
        }

        return Math.Max(next, field.At + field.Length);
    }

    private void Require(bool holds, string place, string message)
    {
        if (!holds)
        {
            Fault(place, message);
        }
    }

    private void Fault(string place, string message) => faults.Add(new CatalogFault(place, message));

    [GeneratedRegex("^[0-9]{3}$")]
    private static partial Regex CodePattern();

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex NamePattern();
}
