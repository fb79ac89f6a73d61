using System.Text.RegularExpressions;
using Muutostieto.Deliveries.Composition;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Support;
using Muutostieto.Records;
using Muutostieto.Records.Model;
using Muutostieto.Register;
using Muutostieto.Register.Import;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Deliveries.Tests.Identity;

/// <summary>A register that is filled by <c>register import</c> from files of records, and delivered from.</summary>
internal sealed partial class FedRegister : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
    private readonly IRegister reader;
    private JournalKey delivered;
    private int files;
    private int number;

    internal FedRegister()
    {
        using (var loader = SqliteRegister.Create(Path, Some.Origin, TimeProvider.System))
        {
            loader.Complete();
        }

        reader = SqliteRegister.OpenRead(Path);
    }

    private string Path => System.IO.Path.Combine(folder, "register.db");

    /// <summary>The file written last.</summary>
    internal string LastFile { get; private set; } = "";

    /// <summary>All files, line by line, for messages.</summary>
    internal string History =>
        string.Join(
            '\n',
            Directory
                .GetFiles(folder, "feed_*")
                .Order(StringComparer.Ordinal)
                .Select(file => $"{System.IO.Path.GetFileName(file)}\n{File.ReadAllText(file)}"));

    /// <summary>Writes a file and imports it.</summary>
    /// <returns>What was imported, or why nothing was.</returns>
    internal (ImportResult? Result, string? Refusal) Import(List<Record> records)
    {
        LastFile = System.IO.Path.Combine(folder, $"feed_{files:000}.{(files++ == 0 ? "PTT" : "MTT")}");
        File.WriteAllBytes(LastFile, Forms.Fixed(records));
        using var writer = SqliteRegister.OpenWrite(Path);
        try
        {
            return (new RegisterImport(Layouts.Catalog).Run(writer, [LastFile]), null);
        }
        catch (MuutostietoException failure) when (failure.Kind == FailureKind.Fault)
        {
            return (null, failure.Message);
        }
    }

    /// <summary>Composes the base, or the changes since the last delivery.</summary>
    /// <returns>The fixed-width file and its number of records.</returns>
    internal (string File, long Records) Deliver()
    {
        var target = Directory.CreateDirectory(System.IO.Path.Combine(folder, $"{++number}")).FullName;
        var to = reader.LatestKey();
        var context = Some.Context with
        {
            Terms = Some.Terms with { Municipalities = ["205"], Formats = ["fixed"] },
            Kind = number == 1 ? DeliveryKind.Base : DeliveryKind.Changes,
            Number = number,
            From = number == 1 ? null : delivered.Value,
            To = to.Value,
            ChainBase = number == 1 ? to.Value : 1,
            AreaBefore = ["205"],
        };
        delivered = to;
        var composed = !context.IsOfChanges
            ? new BaseComposer(reader, Layouts.Catalog, NoDisk.Instance).Compose(context, target, null, CancellationToken.None)
            : new ChangeComposer(reader, Layouts.Catalog, NoDisk.Instance).Compose(context, target, null, CancellationToken.None);
        return (Directory.GetFiles(target, "*TT").Single(), composed.Records);
    }

    /// <summary>Codes in force and names of those who live in the area.</summary>
    internal string[] Persons(IEnumerable<string> codes) =>
        [
            .. codes
                .Select(code => InForce(code))
                .OfType<PersonVersion>()
                .Where(IsInArea)
                .Select(person => $"{person.IdentityCode}|{Name(person)}")
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Who of those in the area has a code: <c>in force</c>, or <c>former of</c> and the codes in force.</summary>
    internal string HoldersOf(string code) =>
        InForce(code) is { } person
            ? IsInArea(person)
                ? "in force"
                : "former of"
            : $"former of {string.Join(' ', FormerHolders(code))}".Trim();

    private IEnumerable<string> FormerHolders(string code) =>
        reader
            .FindAll(code, reader.LatestKey())
            .Where(IsInArea)
            .Select(former => former.IdentityCode)
            .Order(StringComparer.Ordinal);

    /// <summary>The codes, by what they are.</summary>
    internal CodesKnown Known(IReadOnlyList<string> codes) => new(
        [.. codes.Where(code => InForce(code) is not null)],
        [.. codes.Where(code => InForce(code) is null && reader.FindAll(code, reader.LatestKey()).Count > 0)],
        [.. codes.Where(code => InForce(code) is not null && reader.EverHeldBy(code, reader.LatestKey()).Count > 1)]);

    /// <summary>The codes that the person of a code in force had before.</summary>
    internal string[] FormerCodesOf(string code, IEnumerable<string> codes) =>
        [
            .. codes.Where(other =>
                InForce(other) is null && reader.FindAll(other, reader.LatestKey()).Any(person => person.IdentityCode == code)),
        ];

    /// <summary>Everything that an import could change.</summary>
    internal string Snapshot(IEnumerable<string> codes) =>
        $"{reader.LatestKey()} {reader.Status().Persons} {string.Join('\n', Persons(codes))} {string.Join('\n', codes.Select(HoldersOf))}";

    /// <summary>The first line that a refusal names.</summary>
    internal static int LineOf(string refusal) =>
        int.Parse(Line().Match(refusal).Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose()
    {
        reader.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"\bline (\d+)")]
    private static partial Regex Line();

    private static bool IsInArea(PersonVersion person) => person.Municipality == "205";

    private static string Name(PersonVersion person)
    {
        var groups = LifeRegister.Read(person);
        return groups.IndexOf("004") is var name and >= 0 ? groups.Text(name, "sukunimi") : "";
    }

    private PersonVersion? InForce(string code) =>
        reader.FindAll(code, reader.LatestKey()) is [var person] && person.IdentityCode == code ? person : null;
}
