using Muutostieto.Records;
using Muutostieto.SelfService.Access;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;

namespace Muutostieto.Server.Tests.Support;

/// <summary>Pages for operators on which a test tries what the frame does: forms that count how often they were done, failures.</summary>
internal sealed class TrialArea : IPageArea
{
    internal const string Secret = "010190-900A of Teppo";

    private int done;

    public IReadOnlyList<PageTask> Tasks =>
    [
        new(UserAction.SeeService, "/trial", page => $"Trial {page.Code}", _ => "A page of a test."),
    ];

    /// <summary>How often a form was done.</summary>
    internal int Done => done;

    /// <summary>How large the last upload was, in bytes.</summary>
    internal long Uploaded { get; private set; }

    /// <summary>Waited for by a form before it is done.</summary>
    internal Task Gate { get; set; } = Task.CompletedTask;

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapPage("/trial", UserAction.SeeService, request => Task.FromResult(request.Show<TrialPage>()));
        routes.MapProgress("/trial/progress", UserAction.SeeService, request => Task.FromResult(request.Show<TrialPage>()));
        routes.MapForm("/trial/do", UserAction.Decide, DoAsync);
        routes.MapForm("/trial/fail", UserAction.Decide, _ => throw new InvalidOperationException(Secret));
        routes.MapForm(
            "/trial/refuse", UserAction.Decide, _ => throw new MuutostietoException(FailureKind.Transient, "register.db: it is locked."));
        routes.MapForm("/trial/forbid", UserAction.Decide, _ => throw new AccessRefusedException(UserAction.Decide));
        routes.MapUpload("/trial/upload", UserAction.Decide, UploadAsync);
    }

    private async Task<PageResult> DoAsync(PageRequest request)
    {
        await Gate;
        if (request.Form.Text("name") is not { } name)
        {
            var model = request.Form.ToModel();
            model.Fault("name", "Write a name.");
            return request.ShowAgain<TrialPage>((nameof(TrialPage.Model), model));
        }

        Interlocked.Increment(ref done);
        return request.Go($"/trial?done={Uri.EscapeDataString(name)}");
    }

    private async Task<PageResult> UploadAsync(PageRequest request)
    {
        Uploaded = 0;
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await request.Form.File!.Content.ReadAsync(buffer, request.Aborted)) > 0)
        {
            Uploaded += read;
        }

        return request.Go($"/trial?file={Uri.EscapeDataString(request.Form.File.Name)}&note={request.Form.Text("note")}");
    }
}
