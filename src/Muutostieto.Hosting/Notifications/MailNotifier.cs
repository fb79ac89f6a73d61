using Muutostieto.Hosting.Settings;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Notifications;

/// <summary>
/// Notifies one address by e-mail. Each address is a way of its own, so that one that is refused keeps no other from being notified, and
/// has no other notified again.
/// </summary>
/// <param name="settings">The server and its addresses.</param>
/// <param name="position">Which of the addresses, from 0.</param>
/// <param name="words">The words of remedies.</param>
public sealed class MailNotifier(MailNotifySettings settings, int position, IRemedyWords words) : INotifier
{
    private string To => settings.To[position];

    public string Key => $"mail {To}";

    /// <summary>By its place in the settings: an address can be a person's name.</summary>
    public string Name => settings.To.Count == 1 ? "mail" : $"mail to address {position + 1} of {settings.To.Count}";

    /// <summary>A notifier for each address of the settings, for one that is there twice one.</summary>
    public static IEnumerable<MailNotifier> Of(MailNotifySettings settings, IRemedyWords words)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings
            .To.Index()
            .DistinctBy(address => address.Item, StringComparer.OrdinalIgnoreCase)
            .Select(address => new MailNotifier(settings, address.Index, words));
    }

    public Task NotifyAsync(NoticeMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new MailTransport(settings, words).SendAsync(message, To, cancellation);
    }
}
