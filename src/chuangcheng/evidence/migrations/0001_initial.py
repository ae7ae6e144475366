import chuangcheng.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='File',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sha256', models.CharField(max_length=64, unique=True)),
                    ('path', models.CharField(max_length=120, unique=True)),
                    ('name', models.CharField(blank=True, help_text='as first given by who uploaded it', max_length=200)),
                    ('size', models.PositiveBigIntegerField(help_text='bytes')),
                    ('kind', models.CharField(choices=[('image', 'Image'), ('pdf', 'Pdf'), ('sheet', 'Sheet'), ('document', 'Document')], max_length=20)),
                    ('media_type', models.CharField(max_length=100)),
                    ('width', models.PositiveIntegerField(blank=True, help_text='pixels, upright', null=True)),
                    ('height', models.PositiveIntegerField(blank=True, help_text='pixels, upright', null=True)),
                    ('orientation', models.PositiveSmallIntegerField(default=1, help_text='EXIF orientation of the stored bytes')),
                    ('taken_at', models.DateTimeField(blank=True, null=True)),
                    ('longitude', models.FloatField(blank=True, help_text='degrees, WGS-84', null=True)),
                    ('latitude', models.FloatField(blank=True, help_text='degrees, WGS-84', null=True)),
                    ('camera', models.CharField(blank=True, max_length=120)),
                    ('stored_at', models.DateTimeField()),
                    ('state', models.CharField(choices=[('cleared', 'Cleared'), ('quarantined', 'Quarantined'), ('broken', 'Broken')], default='cleared', max_length=12)),
                    ('has_thumbnails', models.BooleanField(default=False)),
                    ('stored_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ), migrations.CreateModel(
                name='PictureWord',
                fields=[
                    ('pk', models.CompositePrimaryKey('word', 'file_id', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('word', models.PositiveIntegerField()),
                    ('file_id', models.BigIntegerField()),
                ],
            ), migrations.CreateModel(
                name='Fingerprint',
                fields=[
                    ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='evidence.file')),
                    ('method', models.PositiveSmallIntegerField()),
                    ('features', models.BinaryField()),
                    ('made_at', models.DateTimeField()),
                ],
            ), migrations.CreateModel(
                name='RedactionHint',
                fields=[
                    ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='evidence.file')),
                    ('boxes', models.JSONField(default=list)),
                    ('made_at', models.DateTimeField()),
                ],
            ), migrations.CreateModel(
                name='Redaction',
                fields=[
                    ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='evidence.file')),
                    ('version', models.PositiveIntegerField()),
                    ('boxes', models.JSONField(default=list, help_text='left, top, width, height in thousandths')),
                    ('token', models.CharField(max_length=32, unique=True)),
                    ('path', models.CharField(blank=True, max_length=120)),
                    ('looked_at', models.DateTimeField()),
                    ('original_until', models.DateTimeField(blank=True, db_index=True, null=True)),
                    ('original_gone_at', models.DateTimeField(blank=True, null=True)),
                    ('looked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ), migrations.CreateModel(
                name='LegalHold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(max_length=300)),
                    ('placed_at', models.DateTimeField()),
                    ('lifted_at', models.DateTimeField(blank=True, null=True)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='evidence.file')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('file', 'reason'), name='one_hold_per_reason'), models.CheckConstraint(condition=models.Q(('lifted_at', None), ('lifted_at__gte', models.F('placed_at')), _connector='OR'), name='hold_in_order')],
                },
            ), migrations.CreateModel(
                name='PictureComparison',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=20)),
                    ('is_reused', models.BooleanField()),
                    ('is_same_place', models.BooleanField(null=True)),
                    ('score', models.FloatField()),
                    ('compared_at', models.DateTimeField()),
                    ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evidence.file')),
                    ('later', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evidence.file')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('later', 'earlier'), name='pictures_compared_once')],
                },
            )],
        ),
    ]
