using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Reports;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Residents.Files;
using Muutostieto.SelfService.Residents.Lists;
using Muutostieto.SelfService.Residents.Searches;
using Muutostieto.SelfService.Residents.Store;

namespace Muutostieto.SelfService.Residents;

public sealed partial class ResidentService
{
    /// <summary>Rows on a page.</summary>
    public const int RowsOnPage = 50;

    /// <summary>Pages that are shown of a list: who needs more downloads it.</summary>
    public const int MostPages = 200;

    /// <summary>Labels that are made at once: 1,000 sheets.</summary>
    public const int MostLabels = 1000 * LabelSheet.Columns * LabelSheet.Rows;

    private const string PackageEnd = ".csv.zip";
    private const string WorkbookEnd = ".xlsx";

    /// <summary>Shows a page of a list that was made. It is recorded before it is given, like a download.</summary>
    /// <param name="user">Whose list it is.</param>
    /// <param name="id">Of the pick.</param>
    /// <param name="page">From 1; what is beyond the ends is the nearest one.</param>
    /// <exception cref="AccessRefusedException">The user has none of this id, or the task is not open any more.</exception>
    /// <exception cref="ListRefusedException">The list is not given.</exception>
    /// <exception cref="MuutostietoException">Integrity: the file is not the one that the ledger has.</exception>
    public RowPage Rows(SelfServiceUser user, string id, int page)
    {
        using var work = open();
        var (pick, delivery) = Given(work, user, id);
        using var package = OpenFile(work, delivery, PackageEnd, out var file);
        using var table = DeliveredTable.OpenPersons(package);
        var pages = (int)Math.Clamp((delivery.Counts.Persons + RowsOnPage - 1) / RowsOnPage, 1, MostPages);
        page = Math.Clamp(page, 1, pages);
        var rows = new List<IReadOnlyList<string>>();
        for (var row = 0; row < page * RowsOnPage && table.Read(); row++)
        {
            if (row >= (page - 1) * RowsOnPage)
            {
                rows.Add(table.Row());
            }
        }

        var shown = Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(row => string.Join(';', row))));
        Record(work, pick, delivery, Numbered(file.Name, page), "screen", shown.Length, Convert.ToHexStringLower(SHA256.HashData(shown)));
        Received(work, pick, delivery);
        return new RowPage(
            [.. table.Columns.Select(column => RowColumn.Of(column, work.Catalog))],
            new GroupWords(work.Catalog),
            rows,
            page,
            pages,
            delivery.Counts.Persons);
    }

    /// <summary>Opens a file of a list that was made. It is recorded before it is given.</summary>
    /// <param name="user">Whose list it is.</param>
    /// <param name="id">Of the pick.</param>
    /// <param name="form">In which form.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="AccessRefusedException">The user has none of this id, or the task is not open any more.</exception>
    /// <exception cref="ListRefusedException">The list is not given.</exception>
    /// <exception cref="MuutostietoException">Integrity: the file is not the one that the ledger has.</exception>
    public async Task<ListDownload> OpenDownloadAsync(SelfServiceUser user, string id, ListForm form, CancellationToken cancellation)
    {
        using var work = open();
        var (pick, delivery) = Given(work, user, id);
        return form switch
        {
            ListForm.Package => AsIs(work, pick, delivery, PackageEnd, "application/zip"),
            ListForm.Workbook when HasFile(delivery, WorkbookEnd) => AsIs(
                work, pick, delivery, WorkbookEnd, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ListForm.Spreadsheet => await SpreadsheetAsync(work, pick, delivery, cancellation).ConfigureAwait(false),
            ListForm.Labels when new ResidentTasks(work).Require(user, UserAction.ListResidents, pick.Permit, pick.Task).HasLabels =>
                Labels(work, pick, delivery, cancellation),
            _ => throw new ListRefusedException(ListRefusal.NoSuchForm),
        };
    }

    private static bool HasFile(Delivery delivery, string end) =>
        delivery.Files.Any(file => file.Name.EndsWith(end, StringComparison.Ordinal));

    private ListDownload AsIs(Installation work, ResidentPick pick, Delivery delivery, string end, string type)
    {
        var content = OpenFile(work, delivery, end, out var file);
        try
        {
            Record(work, pick, delivery, file.Name, "package", file.Bytes, file.Sha256);
            return new ListDownload(file.Name, type, file.Bytes, content, content.CopyToAsync, () => Received(pick));
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private async Task<ListDownload> SpreadsheetAsync(
        Installation work, ResidentPick pick, Delivery delivery, CancellationToken cancellation)
    {
        var package = OpenFile(work, delivery, PackageEnd, out _);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var length = 0L;
            await SpreadsheetCsv
                .WriteAsync(
                    package,
                    piece =>
                    {
                        hash.AppendData(piece.Span);
                        length += piece.Length;
                        return ValueTask.CompletedTask;
                    },
                    cancellation)
                .ConfigureAwait(false);
            var name = pick.Id + ".csv";
            Record(work, pick, delivery, name, "spreadsheet", length, Convert.ToHexStringLower(hash.GetHashAndReset()));
            return new ListDownload(
                name,
                "text/csv; charset=utf-8",
                length,
                package,
                (output, stop) => SpreadsheetCsv.WriteAsync(package, piece => output.WriteAsync(piece, stop), stop),
                () => Received(pick));
        }
        catch
        {
            await package.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private ListDownload Labels(Installation work, ResidentPick pick, Delivery delivery, CancellationToken cancellation)
    {
        if (delivery.Counts.Persons > MostLabels)
        {
            throw new ListRefusedException(ListRefusal.TooManyLabels);
        }

        if (!LabelFont.TryUse(work.Disk.Files))
        {
            log.LogError("Address labels cannot be made: this machine has no font for them. Install DejaVu Sans (fonts-dejavu-core).");
            throw new ListRefusedException(ListRefusal.NoFont);
        }

        using var package = OpenFile(work, delivery, PackageEnd, out _);
        var (labels, _) = AddressLabels.Of(package, HelsinkiTime.Today(work.Clock), cancellation);
        if (labels.Count == 0)
        {
            throw new ListRefusedException(ListRefusal.NoLabels);
        }

        var content = new MemoryStream();
        LabelSheet.Write(labels, pick.Id, content, cancellation);
        var name = pick.Id + ".pdf";
        content.Position = 0;
        Record(work, pick, delivery, name, "labels", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
        content.Position = 0;
        return new ListDownload(name, "application/pdf", content.Length, content, content.CopyToAsync, () => Received(pick));
    }

    /// <summary>A pick of the user whose list may be given now, and its delivery.</summary>
    private (ResidentPick Pick, Delivery Delivery) Given(Installation work, SelfServiceUser user, string id)
    {
        var pick = Listable(work, user, id);
        return pick.State switch
        {
            PickState.Made when IsOver(work, pick) => throw new ListRefusedException(ListRefusal.Expired),
            PickState.Made when !IsOutdated(work, pick) => (pick, work.Ledger.Find(ListDelivery.KeyOf(pick))!),
            PickState.Made or PickState.Withdrawn => throw new ListRefusedException(ListRefusal.Outdated),
            PickState.Expired => throw new ListRefusedException(ListRefusal.Expired),
            _ => throw new ListRefusedException(ListRefusal.NotMade),
        };
    }

    /// <summary>Whether a list that was made must not be given any more; this is kept, so that it stays so.</summary>
    private bool IsOutdated(Installation work, ResidentPick pick)
    {
        var delivery = work.Ledger.Find(ListDelivery.KeyOf(pick));
        if (delivery?.Terms.Value.Order?.Id == pick.Id && work.NewEngine().Review.Against(delivery) is null)
        {
            return false;
        }

        picks.End(pick.Id, PickState.Withdrawn);
        return true;
    }

    /// <summary>A file of a delivery in the outbox, compared with what the ledger has of it.</summary>
    private static System.IO.Abstractions.FileSystemStream OpenFile(Installation work, Delivery delivery, string end, out DeliveryFile file)
    {
        file = delivery.Files.First(each => each.Name.EndsWith(end, StringComparison.Ordinal));
        var path = Path.Combine(work.NewEngine().FolderOf(delivery), file.Name);
        if (!work.Disk.Files.File.Exists(path))
        {
            throw new ListRefusedException(ListRefusal.Outdated);
        }

        var content = work.Disk.Files.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        if (content.Length == file.Bytes && Convert.ToHexStringLower(SHA256.HashData(content)) == file.Sha256)
        {
            content.Position = 0;
            return content;
        }

        content.Dispose();
        throw new MuutostietoException(
            FailureKind.Integrity,
            $"{path}: it is not the file that the ledger recorded. Nothing was given. Restore it from a backup, or withdraw the delivery.");
    }

    private static void Record(
        Installation work, ResidentPick pick, Delivery delivery, string name, string form, long bytes, string sha256) =>
        work.Audit.RecordDownload(AuditedDownload.Of(delivery.Key, name, form, bytes, sha256, PickOrder.AskerOf(pick)));

    private void Received(ResidentPick pick)
    {
        using var work = open();
        if (work.Ledger.Find(ListDelivery.KeyOf(pick)) is { } delivery)
        {
            Received(work, pick, delivery);
        }
    }

    /// <summary>What a user has seen is no more waited for in the drop.</summary>
    private void Received(Installation work, ResidentPick pick, Delivery delivery)
    {
        picks.Downloaded(pick.Id);
        if (delivery.State is DeliveryState.Published or DeliveryState.Overdue)
        {
            _ = work.Ledger.MarkReceived(delivery.Id, work.Clock.GetUtcNow());
        }
    }
}
