using System.Globalization;
using System.Text;
using Muutostieto.Records.Json;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;
using Muutostieto.Register.Import;
using Muutostieto.Register.Sqlite;
using Muutostieto.Register.Tests.Support;

namespace Muutostieto.Register.Tests.Import;

/// <summary>A register that is filled by imports of lines.</summary>
internal sealed class ImportScene : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private int files;

    public ImportScene()
    {
        using var loader = SqliteRegister.Create(Path, Some.Origin, Some.Clock);
        loader.Complete();
    }

    public string Path => folder.File("register.db");

    public IRegister Open() => SqliteRegister.OpenRead(Path);

    public ImportResult Base(params string[] lines) => Import("PTT", lines);

    public ImportResult Changes(params string[] lines) => Import("MTT", lines);

    /// <summary>The end of the order of the person who has a code; null when there is no order.</summary>
    public string? OrderOf(string code)
    {
        using var register = Open();
        return register.Find(code, register.LatestKey())!.NonDisclosureEnd;
    }

    /// <summary>
    /// Every entry's record, applied to the person before it, gives the person after it: deliveries say all that the register knows.
    /// </summary>
    public void AssertEntriesSayTheWholeChange()
    {
        using var register = Open();
        using var writer = new JsonRecordWriter();
        foreach (var entry in register.ReadJournal(default, register.LatestKey()))
        {
            var after = register.At(entry.PersonId!.Value, entry.Key)!;
            if (after.MergedInto is not null)
            {
                continue;
            }

            var before = register.At(entry.PersonId.Value, new JournalKey(entry.Key.Value - 1));
            var state = before is null ? new PersonState() : new PersonState(Parse(before.Document));
            state.Apply(Parse(entry.Record));
            Assert.That(
                Encoding.UTF8.GetString(writer.WriteState(state.Groups)),
                Is.EqualTo(Encoding.UTF8.GetString(after.Document.Span)),
                $"key {entry.Key}");
        }
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A whole person.</summary>
    public static string Person(string code, params string[] groups) => Line(code, '1', groups);

    /// <summary>A change.</summary>
    public static string Change(string code, params string[] groups) => Line(code, '0', groups);

    /// <summary>The group of the order.</summary>
    public static string Order(char attribute, string end = OrderEnd.UntilFurtherNotice) => $"015{attribute}{end}";

    /// <summary>The group of an identity code.</summary>
    public static string Code(char attribute, string code, char validity) => $"001{attribute}{code}{validity}";

    private static string Line(string code, char type, string[] groups) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{code}XCF20260302{type}1{groups.Length:00}|{string.Concat(groups.Select(group => group + "|"))}\r\n");

    private static Record Parse(ReadOnlyMemory<byte> json)
    {
        var record = new Record();
        new JsonRecordReader(Layouts.Catalog).Read(json.Span, record);
        return record;
    }

    private ImportResult Import(string kind, string[] lines)
    {
        var path = folder.File($"feed_{++files:000}.{kind}");
        File.WriteAllText(path, string.Concat(lines), Encoding.Latin1);
        using var writer = SqliteRegister.OpenWrite(Path);
        return new RegisterImport(Layouts.Catalog, clock: Some.Clock).Run(writer, [path]);
    }
}
