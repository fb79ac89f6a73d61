using Muutostieto.Hosting.Settings;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Deliveries;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Customers;

/// <summary>Lists and customers' files of a recipient: sent, and what became of them.</summary>
internal sealed class UploadPages(UploadService uploads, SelfServiceSettings settings, WordShelf shelf, PageLanguage language) : IPageArea
{
    internal const string Place = "/uploads";
    internal const string FileField = "file";
    internal const string PlaceField = "place";

    public IReadOnlyList<PageTask> Tasks { get; } =
    [
        new(UserAction.Upload, Place, page => page.Of<UploadWords>().Task, page => page.Of<UploadWords>().TaskWhat),
    ];

    public void Map(SelfServiceRoutes routes)
    {
        routes.MapPage(Place, UserAction.Upload, async request =>
            request.Show<UploadsPage>(await ParametersAsync(request, NewModel(request)).ConfigureAwait(false)));
        routes.MapUpload(Place, UserAction.Upload, SendAsync);
    }

    /// <summary>A place as forms name it.</summary>
    internal static string KeyOf(UploadPlace place) => place.Order is null ? place.Permit : $"{place.Permit}/{place.Order}";

    /// <summary>Where there is one place it is chosen.</summary>
    private FormModel NewModel(PageRequest request) => uploads.Places(request.User) is [var only]
        ? new FormModel().Set(PlaceField, KeyOf(only))
        : new FormModel();

    private async Task<PageResult> SendAsync(PageRequest request)
    {
        var words = shelf.Of<UploadWords>(language.Of(request.Http));
        var model = request.Form.ToModel();
        var place = request.Form.Text(PlaceField);
        if (place is null || request.Form.File is not { Name.Length: > 0 } file)
        {
            model.Fault(place is null ? PlaceField : FileField, place is null ? words.PlaceMissing : words.FileMissing);
            return request.ShowAgain<UploadsPage>(await ParametersAsync(request, model).ConfigureAwait(false));
        }

        try
        {
            var (permit, order) = place.Split('/', 2) is [var first, var second] ? (first, second) : (place, (string?)null);
            _ = await uploads.UploadAsync(request.User, permit, order, file.Name, file.Content, request.Aborted).ConfigureAwait(false);
            return request.Go(Place);
        }
        catch (UploadTooLargeException)
        {
            throw LimitedBody.TooLarge;
        }
        catch (RefusedInputException refused)
        {
            foreach (var fault in refused.Faults)
            {
                model.Fault(FileField, fault.Problem switch
                {
                    FieldProblem.TooLong => words.MostOf(fault.Limit ?? 0),
                    FieldProblem.Malformed => words.FileKind,
                    _ => words.FileMissing,
                });
            }

            return request.ShowAgain<UploadsPage>(await ParametersAsync(request, model).ConfigureAwait(false));
        }
    }

    /// <summary>With the smaller of what the intake reads and what may be sent.</summary>
    private IReadOnlyList<UploadPlace> Limited(IReadOnlyList<UploadPlace> places) =>
        [.. places.Select(place => place with { LargestBytes = Math.Min(place.LargestBytes, settings.UploadMegabytes * 1_000_000L) })];

    private async Task<(string, object?)[]> ParametersAsync(PageRequest request, FormModel model) =>
    [
        (nameof(UploadsPage.Places), Limited(uploads.Places(request.User))),
        (nameof(UploadsPage.Sent), await uploads.ListAsync(request.User, request.Aborted).ConfigureAwait(false)),
        (nameof(UploadsPage.Asked), FieldText.Number(request.Query("page")) ?? 1),
        (nameof(UploadsPage.Model), model),
    ];
}
