using Muutostieto.Records;
using Muutostieto.Records.Checking;
using Muutostieto.Records.Fixed;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;

namespace Muutostieto.Recipient.Checking;

/// <summary>Reads a file of records from end to end and judges every line, one record in memory at a time.</summary>
internal sealed class RecordFileCheck
{
    private readonly GroupCatalog catalog;
    private readonly RecordForm form;
    private readonly FileCheck check;
    private readonly FindingLog log;
    private readonly EnvelopeCheck envelope;
    private readonly RecordContentCheck content;
    private readonly long[] groups;

    private RecordFileCheck(GroupCatalog catalog, RecordForm form, FileCheck check, bool mayLackCodes)
    {
        this.catalog = catalog;
        this.form = form;
        this.check = check;
        log = check.Log;
        envelope = new EnvelopeCheck(log);
        content = new RecordContentCheck(catalog, log.Add, mayLackCodes);
        groups = new long[catalog.Groups.Count + 1];
    }

    /// <param name="path">The file.</param>
    /// <param name="catalog">The layouts.</param>
    /// <param name="mayLackCodes">Whether its manifest says that records have no identity code.</param>
    /// <param name="onProgress">Called every some records; null when not needed.</param>
    /// <param name="cancellation">Stops between two records.</param>
    /// <exception cref="MuutostietoException">The path is missing, a folder, empty or not readable. What is wrong inside is a
    /// finding.</exception>
    internal static FileCheck Run(
        string path, GroupCatalog catalog, bool mayLackCodes, Action<FileProgress>? onProgress, CancellationToken cancellation)
    {
        FindingLog? log = null;
        var bytes = new FileInfo(path).Length;
        using var file = RecordFile.Open(path, catalog, finding => log!.Add(RecordContentCheck.Strict(finding)));
        var check = new FileCheck(path, RecordForms.NameOf(file.Form)) { Bytes = bytes };
        log = check.Log;
        new RecordFileCheck(catalog, file.Form, check, mayLackCodes).Read(file, onProgress, cancellation);
        if (file.Form == RecordForm.Csv)
        {
            CsvDescriptorCheck.Run(path, check, catalog);
        }

        return check;
    }

    private void Read(RecordFile file, Action<FileProgress>? onProgress, CancellationToken cancellation)
    {
        var record = new Record();
        while (TryRead(file, record, out var isRead))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!isRead)
            {
                continue;
            }

            if (record.IsOpaque)
            {
                CheckOpaque(record, file.Line);
            }
            else
            {
                CheckRecord(record, file.Line);
            }

            if (check.Records % FileProgress.Step == 0)
            {
                onProgress?.Invoke(new FileProgress(file.Name, check.Records, file.Share));
            }
        }

        content.Finish();
        envelope.Finish(isExpected: form == RecordForm.Fixed);
        check.Lines = file.Line;
        check.Groups = Counted();
        onProgress?.Invoke(new FileProgress(file.Name, check.Records, file.Share));
    }

    /// <param name="file">Where to read.</param>
    /// <param name="record">Replaced by what was read.</param>
    /// <param name="isRead">False when a line could not be read and is passed over.</param>
    /// <returns>False at the end, or where nothing more can be read.</returns>
    private bool TryRead(RecordFile file, Record record, out bool isRead)
    {
        isRead = false;
        var before = file.Line;
        try
        {
            isRead = file.Read(record);
            check.IsCounted = !isRead;
            return isRead;
        }
        catch (MuutostietoException error)
        {
            var goesOn = form == RecordForm.Json && file.Line > before;
            var reason = RecordFile.Reason(error);
            var place = $"line {file.Line}: ";
            var isPlaced = reason.StartsWith(place, StringComparison.Ordinal);
            log.Fault(
                isPlaced ? file.Line : 0,
                "unreadable",
                (isPlaced ? reason[place.Length..] : reason) + (goesOn ? "" : " Nothing after it was read."));
            if (goesOn)
            {
                envelope.Text(file.Line, isEmpty: false);
            }

            return goesOn;
        }
    }

    private void CheckOpaque(Record record, long line)
    {
        if (Envelope.IsEnvelope(record.Verbatim))
        {
            envelope.Transport(line, record.Verbatim);
            return;
        }

        envelope.Text(line, record.Verbatim.IsEmpty);
        if (form != RecordForm.Fixed && !record.Verbatim.IsEmpty)
        {
            log.Fault(line, "unreadable", "no record, only a line as it was read (rivi)");
        }
    }

    private void CheckRecord(Record record, long line)
    {
        envelope.Text(line, isEmpty: false);
        check.Records++;
        content.Header(record, line);
        if (record.HasVerbatim && form != RecordForm.Fixed)
        {
            log.Note(line, "deviating-line", "the line that the record was read from deviates from its layout (rivi)");
        }

        for (var group = 0; group < record.GroupCount; group++)
        {
            CheckGroup(record, group, line);
            content.Group(record, group, line);
        }
    }

    private void CheckGroup(Record record, int group, long line)
    {
        var spec = record.Spec(group);
        groups[spec.Index + 1]++;

        // Of the fixed-width form its reader has said all this, with the widths that only it sees.
        if (form != RecordForm.Fixed && spec.IsRaw)
        {
            log.Fault(line, "unknown-group", $"group {group + 1} has a code that the layouts do not know");
        }
        else if (form != RecordForm.Fixed && !ChangeAttribute.IsKnown(record.Attribute(group)))
        {
            log.Fault(line, "change-attribute", $"group {spec.Code}: unknown change attribute, expected one of 0 1 3 4 5 6");
        }
    }

    private SortedDictionary<string, long> Counted()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var index = 0; index < groups.Length; index++)
        {
            if (groups[index] > 0)
            {
                counts.Add(index == 0 ? GroupSpec.Raw.ToString() : catalog.Groups[index - 1].ToString(), groups[index]);
            }
        }

        return counts;
    }
}
