using System.Globalization;
using System.Text.Json;
using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Deliveries.Tests.Engine;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Recipient;
using Muutostieto.Recipient.Loading;

namespace Muutostieto.Deliveries.Tests.Lists;

/// <summary>
/// A permit with a list, its recipient's folders in a real drop, and two databases that <c>load</c> keeps, one of each form.
/// </summary>
internal sealed class ListScene : IDisposable
{
    internal const string Id = "lista";
    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
    private int uploads;

    internal ListScene(LifeRegister life, NonDisclosureRight right = NonDisclosureRight.None)
    {
        Life = life;
        Permit = EngineScene.Permit(Id) with { Area = new ListArea(), NonDisclosureRight = right };
        Engine = new EngineScene(life, Permit);
        Directory.CreateDirectory(Upload);
    }

    internal LifeRegister Life { get; }

    internal EngineScene Engine { get; }

    internal Permit Permit { get; }

    internal string Download => Engine.Drop.LocationOf(Id);

    internal string Upload => Path.Combine(Path.GetDirectoryName(Download)!, "upload");

    /// <summary>Sends a list of these lines.</summary>
    internal string Send(params string[] lines) => Send(HttFile.Of(lines));

    internal string Send(byte[] content, string? name = null)
    {
        name ??= string.Create(CultureInfo.InvariantCulture, $"38950_20260105_{++uploads}.HTT");
        File.WriteAllBytes(Path.Combine(Upload, name), content);
        return name;
    }

    internal JsonElement Result(string upload)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Download, upload + ".RES")));
        return document.RootElement.Clone();
    }

    /// <summary>Refused lines of a result as <c>5 unknown</c>.</summary>
    internal string[] Refused(string upload) =>
        [
            .. Result(upload)
                .GetProperty("refused")
                .EnumerateArray()
                .Select(line => $"{line.GetProperty("line").GetInt32()} {line.GetProperty("why").GetString()}"),
        ];

    /// <summary>A night a week after the one before; run again where it was stopped.</summary>
    internal async Task<IReadOnlyList<string>> NightAsync(FragileDrop.Fault fault = FragileDrop.Fault.None)
    {
        Engine.Clock.Now = Engine.Clock.Now.AddDays(7);
        Engine.Drop.Next = fault;
        try
        {
            return Titles(await Engine.RunAsync());
        }
        catch (StoppedException)
        {
            Engine.Drop.Next = FragileDrop.Fault.None;
            return Titles(await Engine.RunAsync());
        }
    }

    /// <summary>Loads what is there into both databases.</summary>
    internal void Load()
    {
        foreach (var form in new[] { RecordForm.Fixed, RecordForm.Csv })
        {
            var result = new DeliveryLoader(Layouts.Catalog, TimeProvider.System, new RemedyNames()).Load(
                new LoadOptions
                {
                    Folder = Download,
                    Database = Database(form),
                    Form = form,
                });
            Assert.That(result.Refusal, Is.Null, $"{form}");
            Assert.That(result.Loaded.Sum(step => step.Counts.UnknownRemovals), Is.Zero, $"{form}");
        }
    }

    internal string Database(RecordForm form) => Path.Combine(folder, $"{form}.db");

    /// <summary>Codes of the persons the database has on the list.</summary>
    internal string[] Codes(RecordForm form = RecordForm.Fixed) =>
        DatabaseContents.Query(Database(form), "SELECT hetu FROM persons WHERE in_area = 1 ORDER BY hetu");

    /// <summary>Every row about the persons a database has on the list.</summary>
    internal static string[] Rows(string database)
    {
        var rows = new List<string>();
        foreach (
            var table in DatabaseContents.Query(
                database,
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('persons', 'former_codes', 'lost_codes', "
                    + "'deliveries', 'meta') ORDER BY name"
            ))
        {
            var columns = DatabaseContents.Query(
                database,
                $"SELECT name FROM pragma_table_info('{table}') WHERE name NOT IN ('person_id', 'place', 'parent_place')");
            rows.AddRange(
                DatabaseContents.Query(
                    database,
                    $"SELECT p.hetu, '{table}', {string.Join(", ", columns.Select(column => $"t.\"{column}\""))} FROM \"{table}\" t JOIN "
                        + "persons p ON p.id = t.person_id WHERE p.in_area = 1"
                ));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    /// <summary>A database of one base delivery, whose files are in a folder.</summary>
    internal string DatabaseOf(string download, RecordForm form)
    {
        var path = Path.Combine(folder, $"fresh-{form}-{Guid.NewGuid():N}.db");
        _ = new DeliveryLoader(Layouts.Catalog, TimeProvider.System, new RemedyNames()).Load(
            new LoadOptions
            {
                Folder = download,
                Database = path,
                Form = form,
            });
        return path;
    }

    internal string NewFolder() => Directory.CreateDirectory(Path.Combine(folder, $"{Guid.NewGuid():N}")).FullName;

    public void Dispose()
    {
        Engine.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static List<string> Titles(Deliveries.Engine.BatchResult result)
    {
        Assert.That(result.Failures.Select(failure => failure.Message), Is.Empty);
        return [.. result.Deliveries.Select(delivery => delivery.Title)];
    }
}
