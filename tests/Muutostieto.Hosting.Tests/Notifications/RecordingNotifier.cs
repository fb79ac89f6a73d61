using Muutostieto.Hosting.Notifications;

namespace Muutostieto.Hosting.Tests.Notifications;

/// <summary>Stores what it receives, unless it is offline.</summary>
internal sealed class RecordingNotifier(string name) : INotifier
{
    public string Key => name;

    public string Name => name;

    public bool IsAway { get; set; }

    public List<NoticeMessage> Messages { get; } = [];

    public Task NotifyAsync(NoticeMessage message, CancellationToken cancellation)
    {
        if (IsAway)
        {
            throw new NotificationException("away");
        }

        Messages.Add(message);
        return Task.CompletedTask;
    }
}
