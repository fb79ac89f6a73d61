using Muutostieto.Hosting;
using Muutostieto.SelfService.Access;

namespace Muutostieto.SelfService.Deliveries;

/// <summary>Records in the audit that a user fetches a file of a delivery in the browser.</summary>
public interface IDownloadRecord
{
    /// <summary>Called before the first byte leaves: what fails is not sent.</summary>
    /// <param name="work">The installation.</param>
    /// <param name="user">Who fetches.</param>
    /// <param name="file">What.</param>
    void Record(Installation work, SelfServiceUser user, FetchedFile file);
}
