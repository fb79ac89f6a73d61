using Muutostieto.Hosting;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Deliveries;

namespace Muutostieto.SelfService.Tests.Support;

/// <summary>Notes what was fetched, or cannot.</summary>
internal sealed class RecordedDownloads : IDownloadRecord
{
    internal List<(string User, FetchedFile File)> All { get; } = [];

    internal bool Fails { get; set; }

    public void Record(Installation work, SelfServiceUser user, FetchedFile file)
    {
        if (Fails)
        {
            throw new Records.MuutostietoException(Records.FailureKind.Fault, "The audit cannot be written.");
        }

        All.Add((user.Id, file));
    }
}
