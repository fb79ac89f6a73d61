namespace Muutostieto.Recipient.Checking;

/// <summary>The check of one file while it goes on.</summary>
internal sealed class FileCheck(string path, string form)
{
    internal string Path { get; } = System.IO.Path.GetFullPath(path);

    internal string Name => System.IO.Path.GetFileName(Path);

    internal string Form { get; } = form;

    internal FindingLog Log { get; } = new();

    internal long Bytes { get; init; }

    internal long Records { get; set; }

    internal long Lines { get; set; }

    internal IReadOnlyDictionary<string, long> Groups { get; set; } = new Dictionary<string, long>();

    /// <summary>Whether the file was read to its end, so that its records are all counted.</summary>
    internal bool IsCounted { get; set; }

    internal FileReport ToReport() => new()
    {
        Name = Name,
        Form = Form,
        Bytes = Bytes,
        Records = Records,
        Lines = Lines,
        Groups = Groups,
        Findings = Log.Kept,
        FindingCounts = Log.Counts,
        Faults = Log.Faults,
        Notes = Log.Notes,
    };
}
