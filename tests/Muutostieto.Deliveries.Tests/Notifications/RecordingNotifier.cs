using Muutostieto.Hosting.Notifications;

namespace Muutostieto.Deliveries.Tests.Notifications;

/// <summary>Keeps what it is told, unless it is away.</summary>
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
