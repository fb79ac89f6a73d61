using System.Globalization;
using System.IO.Compression;

namespace Muutostieto.Integration.Tests.Support;

/// <summary>
/// A base delivery of a small invented population, made and delivered by the program, its CSV package unpacked into the folder <c>base</c>.
/// </summary>
internal sealed class DeliveredBase : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("muutostieto-base-");

    private DeliveredBase()
    {
    }

    public string Folder => folder.FullName;

    public string Download => Path.Combine(Folder, "data", "drop", "kainuun-hyvinvointialue", "download");

    public string Csv => Path.Combine(Folder, "base");

    public string Database => Path.Combine(Folder, "residents.db");

    /// <summary>How many persons the delivery has: those under a non-disclosure order are not among them.</summary>
    public int Persons => File.ReadLines(Path.Combine(Csv, "henkilot.csv")).Count() - 1;

    public static async Task<DeliveredBase> MakeAsync(int persons)
    {
        var made = new DeliveredBase();
        await MuutostietoProgram.RunAsync(
            made.Folder,
            "register",
            "create",
            "--county",
            "20",
            "--persons",
            persons.ToString(CultureInfo.InvariantCulture),
            "--at",
            "2026-01-05T02:30");
        await MuutostietoProgram.RunAsync(made.Folder, "deliver", "base", "kainuu-laajat", "--at", "2026-01-05T02:30");
        await ZipFile.ExtractToDirectoryAsync(Directory.GetFiles(made.Download, "*.csv.zip").Single(), made.Csv);
        return made;
    }

    public Task<string> LoadAsync() => MuutostietoProgram.RunAsync(Folder, "load", Download, "--into", Database);

    public void Dispose() => folder.Delete(recursive: true);
}
